/**
 * AI app recognition: a catalog of products and agents as data, and a recognizer. The recognizer weighs the client id,
 * publisher, domain, name and permissions of one app and answers yes, no or unknown. Everything runs offline and does
 * not depend on AWS, Spring or any other Grantkeeper module, so that the catalog can be used separately.
 */
@NullMarked
package io.grantkeeper.catalog;

import org.jspecify.annotations.NullMarked;
