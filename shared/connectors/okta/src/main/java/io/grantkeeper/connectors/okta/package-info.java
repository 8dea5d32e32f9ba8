/**
 * The Okta connector: people, API tokens, apps with their scopes, credentials and roles, consents, service accounts, AI
 * agents and the system log. Only the connector class is public. The code states each fact about Okta's API where it
 * relies on it.
 */
@NullMarked
package io.grantkeeper.connectors.okta;

import org.jspecify.annotations.NullMarked;
