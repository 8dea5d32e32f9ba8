/**
 * The function {@code detect-changes}: follows the table's stream, writes findings and summaries, and puts identities
 * whose owners are to be told on the alert queue. Its second function does the same for what time alone brings.
 */
@NullMarked
package io.grantkeeper.functions.detectchanges;

import org.jspecify.annotations.NullMarked;
