/** The basis of a statement about an identity: its sources, how fresh they are, and how certain the statement is. */
@NullMarked
package io.grantkeeper.identity.basis;

import org.jspecify.annotations.NullMarked;
