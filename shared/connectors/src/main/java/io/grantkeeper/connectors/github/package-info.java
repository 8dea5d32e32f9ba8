/**
 * Reads a GitHub organisation: installed apps, tokens, keys, webhooks, Copilot, people and the audit log. Only the
 * connector is public; each stream, the webhooks and revocation have a file of their own.
 */
@NullMarked
package io.grantkeeper.connectors.github;

import org.jspecify.annotations.NullMarked;
