/** The facts that services tell each other and other departments: records, CloudEvents types, JSON Schemas. No Spring, no Axon. */
@NullMarked
package org.chaiwei.contracts;

import org.jspecify.annotations.NullMarked;
