/** The Kafka broker of the laptop, a process of its own. */
@NullMarked
package org.chaiwei.local.broker;

import org.jspecify.annotations.NullMarked;
