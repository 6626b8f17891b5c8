/**
 * The recount: reads the raw events as plain JSON and works out anew what every view must hold. It shares no code with the
 * projections, and their authors' reading of the rules meets another one here. Rules: ARCHITECTURE.md and docs/glossary.md.
 */
@NullMarked
package org.chaiwei.local.verify;

import org.jspecify.annotations.NullMarked;
