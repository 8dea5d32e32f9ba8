/**
 * Maps Grantkeeper's capabilities to the controls of frameworks, with reasons. The mappings are data; identifiers are
 * the publishers', and all other text is Grantkeeper's own.
 */
@NullMarked
package io.grantkeeper.evidence.mapping;

import org.jspecify.annotations.NullMarked;
