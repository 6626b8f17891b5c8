/**
 * 证据: pictures, papers and recordings, each kept once under the SHA-256 of its bytes, which is how events name it. What comes in is known by
 * its content and never by its name. The original is never touched; a small picture and one without the camera's data stand beside it.
 */
@NullMarked
package org.chaiwei.demolition.evidence;

import org.jspecify.annotations.NullMarked;
