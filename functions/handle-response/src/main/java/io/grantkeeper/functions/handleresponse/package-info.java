/**
 * Handles people's answers: pages behind signed links, and clicks in Slack. This package only records an answer,
 * because its function is exposed to the internet. Other functions carry out the answer. They have the required
 * credentials and cannot be invoked from outside the installation.
 */
@NullMarked
package io.grantkeeper.functions.handleresponse;

import org.jspecify.annotations.NullMarked;
