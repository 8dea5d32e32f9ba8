/**
 * {@code receive-webhook}: hears what providers send. A webhook is a hint: what it speaks of is read again from the
 * provider before state changes, and only evidence of who did what is taken from it.
 */
@NullMarked
package io.grantkeeper.functions.receivewebhook;

import org.jspecify.annotations.NullMarked;
