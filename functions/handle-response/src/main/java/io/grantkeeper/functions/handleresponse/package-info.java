/**
 * Handles people's answers: pages behind signed links, and clicks in Slack. This package only records an answer. Other
 * functions, which no one outside can invoke, carry it out: they hold the required credentials, whereas this function
 * is exposed to the internet.
 */
@NullMarked
package io.grantkeeper.functions.handleresponse;

import org.jspecify.annotations.NullMarked;
