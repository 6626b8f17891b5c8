/** Real servers without Docker, for tests and for the laptop. Never on a service's own class path. */
@NullMarked
package org.chaiwei.servers;

import org.jspecify.annotations.NullMarked;
