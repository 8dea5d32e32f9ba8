package io.grantkeeper.connector.testkit;

import java.io.IOException;

/** Where an answer comes from: a double behind us, or a recording. */
@FunctionalInterface
interface AnswerSource {
    /**
     * @param pathAndQuery as called
     * @param body empty where there was none
     */
    Answer answer(Call call, String pathAndQuery, byte[] body) throws IOException;
}
