package io.grantkeeper.rightsizing;

import java.util.Arrays;

/**
 * One way to be let in: all of these permissions together.
 *
 * @param permissions indexes into the table's permissions, ascending; empty where any valid token will do
 * @param markedLeast whether the vendor marks it as the least for the call
 */
@SuppressWarnings("ArrayRecordComponent") // compact and package-private; equality is spelled out below
record Alternative(int[] permissions, boolean markedLeast) {
    boolean within(boolean[] held) {
        for (int permission : permissions) {
            if (!held[permission]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Alternative that
                && markedLeast == that.markedLeast
                && Arrays.equals(permissions, that.permissions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(permissions) + Boolean.hashCode(markedLeast);
    }
}
