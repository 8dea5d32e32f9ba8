package io.grantkeeper.rightsizing;

import java.util.Arrays;

/**
 * One way to meet a requirement: all of these permissions together.
 *
 * @param permissions indexes of permissions in the provider's {@link PermissionTable}, in ascending order; empty if any
 *     valid token is sufficient
 * @param markedLeast whether the vendor marks this alternative as the least privileged for the call
 */
@SuppressWarnings("ArrayRecordComponent") // an array to save memory; equality is defined below
record PermissionAlternative(int[] permissions, boolean markedLeast) {
    boolean isSatisfiedBy(boolean[] held) {
        for (int permission : permissions) {
            if (!held[permission]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PermissionAlternative that
                && markedLeast == that.markedLeast
                && Arrays.equals(permissions, that.permissions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(permissions) + Boolean.hashCode(markedLeast);
    }
}
