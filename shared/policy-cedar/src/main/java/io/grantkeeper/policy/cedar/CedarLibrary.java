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
    /** Each of these classes looks for the native library when it is first used. */
    private static final List<Class<?>> LOADERS = List.of(
            BasicAuthorizationEngine.class,
            Policy.class,
            PolicySet.class,
            Schema.class,
            EntityIdentifier.class,
            EntityTypeName.class,
            EntityUID.class);

    static {
        // The loader lowercases platform names in the default locale, so it finds no library if that locale is Turkish.
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            for (Class<?> loader : LOADERS) {
                Class.forName(loader.getName(), true, loader.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class on the class path cannot be found", e);
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
        // The static initializer of this class loads the library.
    }
}
