package io.grantkeeper.functions.runtime;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** An empty Spring environment. Registrars read {@link DeploymentVariables} instead. */
final class EmptySpringEnvironment implements Environment {
    private static final String[] NO_PROFILES = {};

    @Override
    public String[] getActiveProfiles() {
        return NO_PROFILES.clone();
    }

    @Override
    public String[] getDefaultProfiles() {
        return NO_PROFILES.clone();
    }

    @Override
    public boolean matchesProfiles(String... expressions) {
        return false;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // the interface deprecates this method
    public boolean acceptsProfiles(String... profiles) {
        return false;
    }

    @Override
    public boolean acceptsProfiles(Profiles profiles) {
        return false;
    }

    @Override
    public boolean containsProperty(String key) {
        return false;
    }

    @Override
    public @Nullable String getProperty(String key) {
        return null;
    }

    @Override
    public String getProperty(String key, String fallback) {
        return fallback;
    }

    @Override
    public <T> @Nullable T getProperty(String key, Class<T> type) {
        return null;
    }

    @Override
    public <T> T getProperty(String key, Class<T> type, T fallback) {
        return fallback;
    }

    @Override
    public String getRequiredProperty(String key) {
        throw refusal(key);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in the overridden method
    public <T> T getRequiredProperty(String key, Class<T> type) {
        throw refusal(key);
    }

    @Override
    public String resolvePlaceholders(String text) {
        return text;
    }

    @Override
    public String resolveRequiredPlaceholders(String text) {
        return text;
    }

    private static IllegalStateException refusal(String key) {
        return new IllegalStateException("functions on Lambda have no property '%s'".formatted(key));
    }
}
