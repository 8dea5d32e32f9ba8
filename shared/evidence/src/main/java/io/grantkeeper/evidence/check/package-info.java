/** Which questions are asked of the record for each capability, and what it answers. */
@NullMarked
package io.grantkeeper.evidence.check;

import org.jspecify.annotations.NullMarked;
