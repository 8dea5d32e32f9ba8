package io.grantkeeper.infra.config;

import java.util.List;

/** Thrown when the configuration is invalid. The message lists one error per line. */
public final class InvalidConfigException extends RuntimeException {
    InvalidConfigException(List<String> errors) {
        super(String.join("\n", errors));
    }
}
