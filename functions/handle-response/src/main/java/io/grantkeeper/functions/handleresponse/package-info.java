/**
 * Handles people's answers: pages behind signed links, and clicks in Slack. This package only records an answer,
 * because its function is exposed to the internet. Other functions, which no one outside can invoke and which have the
 * required credentials, carry the answer out.
 */
@NullMarked
package io.grantkeeper.functions.handleresponse;

import org.jspecify.annotations.NullMarked;
