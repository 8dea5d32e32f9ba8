/**
 * Maps Grantkeeper's capabilities to the controls of frameworks, with reasons. The mappings are data files. They
 * contain the publishers' identifiers of controls; all other text is Grantkeeper's own.
 */
@NullMarked
package io.grantkeeper.evidence.mapping;

import org.jspecify.annotations.NullMarked;
