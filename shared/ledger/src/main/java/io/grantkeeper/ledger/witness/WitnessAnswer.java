package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.note.NoteSignature;

/** The result of asking a witness for a cosignature. No answer contains text from the witness. */
public sealed interface WitnessAnswer {
    /** The witness cosigned the checkpoint, and the cosignature is valid. */
    record Cosigned(NoteSignature signature) implements WitnessAnswer {}

    /**
     * The witness has cosigned a larger checkpoint.
     *
     * @param size the number of entries of that checkpoint
     */
    record Ahead(long size) implements WitnessAnswer {}

    /**
     * The witness refused: the checkpoint contradicts what the witness has seen, or the witness does not serve this
     * log.
     */
    record Refused(String reason) implements WitnessAnswer {}

    /** The witness did not answer, or its answer does not conform to the protocol. */
    record Failed(String reason) implements WitnessAnswer {}
}
