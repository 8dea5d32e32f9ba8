package io.grantkeeper.functions.console;

/** The result of an operation. */
sealed interface ApiResult {
    record Json(JsonMembers body) implements ApiResult {}

    /**
     * A document to download or show.
     *
     * @param file the name under which a browser stores it
     */
    record Document(String mediaType, String file, String text) implements ApiResult {}

    record Nothing() implements ApiResult {}

    static ApiResult of(JsonMembers body) {
        return new Json(body);
    }
}
