/**
 * Reads an Anthropic organisation through its admin and compliance APIs: keys, service accounts, federation rules,
 * people, activities and usage by key. Only the connector is public; docs/connectors/anthropic.md says the rest.
 */
@NullMarked
package io.grantkeeper.connectors.anthropic;

import org.jspecify.annotations.NullMarked;
