/** What is asked: study files become studies, for people and programs. */
package org.kumiki.coordinator.studies;
