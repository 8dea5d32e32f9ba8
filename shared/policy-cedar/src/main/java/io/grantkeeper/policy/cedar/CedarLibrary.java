package io.grantkeeper.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityIdentifier;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.util.List;
import java.util.Locale;

/** Loads Cedar's native library. */
public final class CedarLibrary {
    /** The Cedar classes that each search for the native library on first use. */
    private static final List<Class<?>> LOADERS = List.of(
            BasicAuthorizationEngine.class,
            Policy.class,
            PolicySet.class,
            Schema.class,
            EntityIdentifier.class,
            EntityTypeName.class,
            EntityUID.class);

    static {
        // Cedar's loader converts platform names to lowercase in the default locale. If that locale is Turkish, it
        // finds no library.
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            for (Class<?> loader : LOADERS) {
                Class.forName(loader.getName(), true, loader.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of the Cedar library is missing from the class path", e);
        } finally {
            Locale.setDefault(before);
        }
    }

    private CedarLibrary() {}

    /**
     * Loads the library.
     *
     * @throws LinkageError if there is no library for this platform
     */
    public static void load() {
        // Calling this method initializes the class, and its static initializer loads the library.
    }
}
