package org.kumiki.trial.bench;

/**
 * What {@link SecureSumBench} found: medians over its repetitions. The names of the components are
 * the fields of {@code bench secure-sum --json}.
 *
 * @param members organisations in the cohort
 * @param length entries of the vector
 * @param ring bits of an entry: 64 or 32
 * @param dropped members that do not answer: 0 in STRICT, where all of them must
 * @param clientMaskMillis one member: keys of the round, masks of all peers, bytes, root
 * @param serverOpenMillis the coordinator, once the last vector is there: the sum of all, its root
 * @param plainSumMillis the plain round of all members: serialise, seal, open, add
 * @param secureToPlain the secure round of all members (masked, sealed, opened, hashed, added) over
 *     the plain one
 * @param maskToKeystream bytes of mask a second over bytes of raw AES-256-CTR a second, on one core
 * @param peakHeapBytes the most that all heap pools held while masks were added and sums opened,
 *     garbage between two steps included
 * @param serverReceiveMillis sender and coordinator, one vector: sealed, opened, its root
 * @param rootMillis one root over one vector's bytes, on as many cores as a member or the
 *     coordinator takes for it; both pay it, the plain round has none
 * @param chunkToBest the rate of masks in chunks of the product's size over that of the best size
 * @param aes the processor's AES instructions: VAES, AES-NI, none or unknown
 * @param cores how many cores the work could spread over
 */
public record SecureSumFigures(
    int members,
    int length,
    int ring,
    int dropped,
    double clientMaskMillis,
    double serverOpenMillis,
    double plainSumMillis,
    double secureToPlain,
    double maskToKeystream,
    long peakHeapBytes,
    double serverReceiveMillis,
    double rootMillis,
    double chunkToBest,
    String aes,
    int cores) {}
