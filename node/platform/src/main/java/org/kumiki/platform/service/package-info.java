/**
 * Starting Micronaut from values, without configuration files. Enter by {@link
 * org.kumiki.platform.service.ServiceRuntime}.
 */
package org.kumiki.platform.service;
