package org.chaiwei.gateway.routing;

/** Marks an exception met while reading from the caller, so that the service is not blamed for it. */
public interface CallersFault {}
