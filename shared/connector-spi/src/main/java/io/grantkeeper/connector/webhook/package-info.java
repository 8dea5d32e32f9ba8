/** What arrives from providers unasked. A webhook is a hint: what it speaks of is read again before state changes. */
@NullMarked
package io.grantkeeper.connector.webhook;

import org.jspecify.annotations.NullMarked;
