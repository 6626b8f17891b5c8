/** From a path to a living instance of a service: routes, instances and their health, circuit breakers, what is repeated and what is not. */
@NullMarked
package org.chaiwei.gateway.routing;

import org.jspecify.annotations.NullMarked;
