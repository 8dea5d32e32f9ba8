/**
 * The connector for Google Workspace: people, the consents they gave, app passwords, audit logs and service accounts.
 * Only the connector class is public. Facts about Google's API are documented where the code relies on them.
 */
@NullMarked
package io.grantkeeper.connectors.google;

import org.jspecify.annotations.NullMarked;
