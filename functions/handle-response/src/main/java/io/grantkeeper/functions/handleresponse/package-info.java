/**
 * Hears what people answer: pages behind signed links, and clicks in Slack. An answer is kept, put on a queue, and carried
 * out from there, so that nobody waits for a provider.
 */
@NullMarked
package io.grantkeeper.functions.handleresponse;

import org.jspecify.annotations.NullMarked;
