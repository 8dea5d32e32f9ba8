/**
 * Reads an OpenAI organisation through its administration API: keys, service accounts, people, certificates, the audit
 * log and usage by key. Only the connector is public; docs/connectors/openai.md says what it reads and what it cannot.
 */
@NullMarked
package io.grantkeeper.connectors.openai;

import org.jspecify.annotations.NullMarked;
