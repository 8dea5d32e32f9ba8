/**
 * The OpenAI connector. It reads keys, service accounts, people, certificates, the audit log and usage by key through
 * the administration API. Only the connector class is public. See docs/connectors/openai.md for what the connector can
 * and cannot read.
 */
@NullMarked
package io.grantkeeper.connectors.openai;

import org.jspecify.annotations.NullMarked;
