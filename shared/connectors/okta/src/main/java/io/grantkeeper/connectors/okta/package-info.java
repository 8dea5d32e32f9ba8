/**
 * The Okta connector: people, API tokens, apps with their scopes, credentials and roles, consents, service accounts, AI
 * agents and the system log. Only the connector class is public. Facts about Okta's API are documented where the code
 * relies on them.
 */
@NullMarked
package io.grantkeeper.connectors.okta;

import org.jspecify.annotations.NullMarked;
