/**
 * Questions to people about an identity, their recipients and their outcomes. Alerts, answers and reviews write them;
 * reports on people's answers read them.
 */
@NullMarked
package io.grantkeeper.identity.question;

import org.jspecify.annotations.NullMarked;
