/**
 * The Anthropic connector. It reads keys, service accounts, federation rules, people, activities and usage by key
 * through the admin and compliance APIs. Only the connector class is public. See docs/connectors/anthropic.md for
 * details.
 */
@NullMarked
package io.grantkeeper.connectors.anthropic;

import org.jspecify.annotations.NullMarked;
