package io.grantkeeper.policy.cedar;

import com.cedarpolicy.loader.LibraryLoader;
import java.util.Locale;

/** Loads Cedar's native library. */
final class CedarLibrary {
    static {
        // The loader spells the names of platforms by the default locale, and finds none where that is Turkish.
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            LibraryLoader.loadLibrary();
        } finally {
            Locale.setDefault(before);
        }
    }

    private CedarLibrary() {}

    /** @throws LinkageError where there is none for this platform */
    static void load() {
        // Loading this class did it.
    }
}
