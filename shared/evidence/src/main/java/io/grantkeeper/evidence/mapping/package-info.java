/**
 * Which of our capabilities speak for which control of a framework, and why. The mappings are data; identifiers are the
 * publishers', all words are ours.
 */
@NullMarked
package io.grantkeeper.evidence.mapping;

import org.jspecify.annotations.NullMarked;
