/**
 * The GitHub connector. It reads installed apps, tokens, keys, webhooks, Copilot, people and the audit log. Only the
 * connector class is public. Each stream has its own class, and so do the webhooks and revocation.
 */
@NullMarked
package io.grantkeeper.connectors.github;

import org.jspecify.annotations.NullMarked;
