/**
 * The connector for Google Workspace: people, the consents they gave, app passwords, audit logs and service accounts.
 * Only the connector class is public. The code states each fact about Google's API where it relies on it.
 */
@NullMarked
package io.grantkeeper.connectors.google;

import org.jspecify.annotations.NullMarked;
