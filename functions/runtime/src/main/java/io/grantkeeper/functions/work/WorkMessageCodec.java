package io.grantkeeper.functions.work;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.SyncWork;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Parses queue messages, and describes the error in a malformed message. */
public final class WorkMessageCodec {
    private WorkMessageCodec() {}

    /**
     * Parses a message of the sync queue.
     *
     * @throws IllegalArgumentException if a member is missing or invalid; the exception's message names it
     */
    public static SyncWork syncWork(String body) {
        SyncWork work = read(body, SyncWork.class);
        require("tenant", work.tenant());
        require("connection", work.connection());
        require("partition", work.partition());
        require("partition.stream", work.partition().stream());
        require("partition.id", work.partition().id());
        require("notBefore", work.notBefore());
        return work;
    }

    /**
     * Parses a message of the alert queue.
     *
     * @throws IllegalArgumentException if a member is missing or invalid; the exception's message names it
     */
    public static AlertWork alertWork(String body) {
        AlertWork work = read(body, AlertWork.class);
        require("tenant", work.tenant());
        require("identity", work.identity());
        require("notBefore", work.notBefore());
        return work;
    }

    /**
     * Parses a message of the answer queue.
     *
     * @throws IllegalArgumentException if a member is missing or invalid; the exception's message names it
     */
    public static AnswerWork answerWork(String body) {
        AnswerWork work = read(body, AnswerWork.class);
        require("tenant", work.tenant());
        require("question", work.question());
        return work;
    }

    private static <T> T read(String body, Class<T> type) {
        T work;
        try {
            work = ModelJson.read(body, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the message is not a %s: %s".formatted(type.getSimpleName(), MalformedJson.describe(e)), e);
        }
        require("message", work);
        return work;
    }

    private static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("the message lacks '%s'".formatted(member));
        }
    }
}
