package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.question.OwnerAnswer;

/**
 * One answer that a person can give to a question.
 *
 * @param label the text of its button
 * @param sentence a sentence that states what the answer will do
 */
public record AnswerOption(OwnerAnswer answer, String label, String sentence) {}
