/**
 * Facts between services: what a service publishes of its log, and how another takes it in, each exactly once as far as anyone can see.
 *
 * <p>A service gives a {@link org.chaiwei.platform.fact.Publication}, and {@link org.chaiwei.platform.fact.FactView}s or
 * {@link org.chaiwei.platform.fact.FactReaction}s for what it takes in from others.
 */
@NullMarked
package org.chaiwei.platform.fact;

import org.jspecify.annotations.NullMarked;
