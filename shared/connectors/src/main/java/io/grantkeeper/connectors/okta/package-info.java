/**
 * Okta: people, API tokens, apps with their scopes, credentials and roles, consents, service accounts, AI agents and the
 * system log. Only the connector itself is public; every fact about Okta's API that the code relies on is noted where it
 * is used.
 */
@NullMarked
package io.grantkeeper.connectors.okta;

import org.jspecify.annotations.NullMarked;
