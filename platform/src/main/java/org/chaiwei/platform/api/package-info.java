/** How a service describes its HTTP interface: OpenAPI 3.1, the token it needs, the problems it answers. */
@NullMarked
package org.chaiwei.platform.api;

import org.jspecify.annotations.NullMarked;
