/**
 * Hears what people answer: pages behind signed links, and clicks in Slack. An answer is kept; what follows from it is done
 * by functions that nobody outside can call, since those hold the credentials for it and this one faces the internet.
 */
@NullMarked
package io.grantkeeper.functions.handleresponse;

import org.jspecify.annotations.NullMarked;
