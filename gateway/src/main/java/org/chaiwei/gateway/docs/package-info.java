/** The services' OpenAPI documents, to read and to try, without a login. */
@NullMarked
package org.chaiwei.gateway.docs;

import org.jspecify.annotations.NullMarked;
