/**
 * The OpenAI connector. It reads keys, service accounts, people, certificates, the audit log and usage by key through
 * the administration API. Only the connector class is public. For what the connector can and cannot read, see
 * docs/connectors/openai.md.
 */
@NullMarked
package io.grantkeeper.connectors.openai;

import org.jspecify.annotations.NullMarked;
