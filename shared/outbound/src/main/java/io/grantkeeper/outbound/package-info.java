/** How the world outside is called: whom our clients trust, and what they never do. */
@NullMarked
package io.grantkeeper.outbound;

import org.jspecify.annotations.NullMarked;
