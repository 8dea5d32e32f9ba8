/**
 * What people are asked about an identity, whom it was put to, and what became of it. Written by alerts, answers and
 * reviews; read by whoever wants to know what people said.
 */
@NullMarked
package io.grantkeeper.identity.question;

import org.jspecify.annotations.NullMarked;
