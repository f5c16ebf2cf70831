/**
 * The whole consortium shown on one machine: {@link org.kumiki.trial.demo.Demo}. Its sample data
 * are made here, from published relations, and say so.
 */
package org.kumiki.trial.demo;
