/**
 * Google Workspace: people, the consents they gave, app passwords, audit logs and service accounts. Only the connector
 * itself is public; every fact about Google's API that the code relies on is noted where it is used.
 */
@NullMarked
package io.grantkeeper.connectors.google;

import org.jspecify.annotations.NullMarked;
